"""What developers run in a checkout; none of it is in the wheel."""
