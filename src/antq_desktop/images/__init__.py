"""Pictures: pages of PDF files as they are printed."""
