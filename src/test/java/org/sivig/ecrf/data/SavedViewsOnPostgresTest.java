package org.sivig.ecrf.data;

import org.sivig.ecrf.OnTwoRoles;

class SavedViewsOnPostgresTest extends SavedViewsTest implements OnTwoRoles {
}
