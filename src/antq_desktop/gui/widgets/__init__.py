"""Looks and pieces: tokens, icons and widgets that know no office."""
