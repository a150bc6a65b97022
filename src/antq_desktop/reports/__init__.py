"""The door of printed papers: registers, lists and reports as PDF with embedded Vietnamese letters."""
