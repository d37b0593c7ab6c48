"""The regional plan of Zuid-Limburg with its appendix: themes, parts, results, and how the region decides."""
