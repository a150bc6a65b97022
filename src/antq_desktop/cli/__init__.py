"""The command line: every service with fixed names, exit codes and JSON. It never needs Qt."""
