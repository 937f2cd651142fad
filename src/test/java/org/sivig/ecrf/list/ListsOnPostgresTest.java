package org.sivig.ecrf.list;

import org.sivig.ecrf.OnPostgres;

class ListsOnPostgresTest extends ListsTest implements OnPostgres {
}
