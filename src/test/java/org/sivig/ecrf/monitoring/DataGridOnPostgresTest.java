package org.sivig.ecrf.monitoring;

import org.sivig.ecrf.OnPostgres;

class DataGridOnPostgresTest extends DataGridTest implements OnPostgres {
}
