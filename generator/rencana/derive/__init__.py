"""What follows from a plan without being written in it: slots, appearances, mixes, the golden thread."""
