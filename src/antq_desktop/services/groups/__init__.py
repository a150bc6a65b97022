"""Models and clubs: their life, activities, evidence, and what tells living ones from paper ones."""
