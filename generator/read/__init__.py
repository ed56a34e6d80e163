"""Read: the disk becomes Documents."""
