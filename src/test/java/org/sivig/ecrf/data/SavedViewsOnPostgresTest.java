package org.sivig.ecrf.data;

import org.sivig.ecrf.OnPostgres;

class SavedViewsOnPostgresTest extends SavedViewsTest implements OnPostgres {
}
