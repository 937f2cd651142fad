package org.sivig.ecrf.query;

import org.sivig.ecrf.OnPostgres;

class QueryListOnPostgresTest extends QueryListTest implements OnPostgres {
}
