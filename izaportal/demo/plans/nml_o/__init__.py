"""The transformation plan of Noord- en Midden-Limburg Oost, with the scenario for its indicators."""
