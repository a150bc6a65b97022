"""The window: pages, mechanisms and look. Everything it shows or changes goes through services."""
