"""What is printed or sealed in words: data in, words or bytes out."""
