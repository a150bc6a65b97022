"""Parts of entering pledges: the sitting, the line of names, the papers entered."""
