"""The pages of a portfolio by what they are about; each chapter yields its pages from the book."""
