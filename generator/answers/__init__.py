"""Answers: what a reader learns of one program, and the Summary that other pages need."""
