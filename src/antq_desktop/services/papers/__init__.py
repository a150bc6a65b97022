"""What leaves on paper: every kind of paper, its head, and its figures."""
