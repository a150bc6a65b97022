"""What tells an officer how it works and what went wrong."""
