"""Watch: sources on the live web and in archives, looked at again."""
