"""Files that leave: where to, preview, and printers."""
