"""The regional plan of Noord- en Midden-Limburg: themes, initiatives, indicators and the work agenda."""
