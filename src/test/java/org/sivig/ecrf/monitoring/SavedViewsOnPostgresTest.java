package org.sivig.ecrf.monitoring;

import org.sivig.ecrf.OnPostgres;

class SavedViewsOnPostgresTest extends SavedViewsTest implements OnPostgres {
}
