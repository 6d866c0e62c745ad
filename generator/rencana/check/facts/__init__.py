"""What several rules ask of a plan, each question answered once."""
