"""Speed and size against peers in the same run; see README for the bars."""
