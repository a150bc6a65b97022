"""Pages that a register's specification cannot describe."""
