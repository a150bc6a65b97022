"""The door to workbooks and text files: read as rows with cell addresses, written so that no formula comes alive."""
