"""The door of workbooks: reading what offices have, writing lists and rejected rows."""
