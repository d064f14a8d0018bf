"""The shared-services register: the programme, its Board and fund, themes, projects, and the bodies that take part."""
