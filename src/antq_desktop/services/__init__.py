"""What officers do, one function for each thing; window and command line call the same ones."""
