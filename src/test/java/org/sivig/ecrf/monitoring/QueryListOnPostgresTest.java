package org.sivig.ecrf.monitoring;

import org.sivig.ecrf.OnPostgres;

class QueryListOnPostgresTest extends QueryListTest implements OnPostgres {
}
