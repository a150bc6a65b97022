"""Parts of the pages of models and clubs."""
