"""The book's own phrases in Korean; loaded only where Korean is asked for."""
