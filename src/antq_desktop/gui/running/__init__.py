"""Work beside the window: tasks, what every page is given, waiting, and leaving the desk."""
