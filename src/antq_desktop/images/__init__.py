"""Pictures: pages of PDF files as they are printed, and evidence made small enough to keep."""
