package org.sivig.ecrf.data;

import org.sivig.ecrf.OnPostgres;

class DataGridOnPostgresTest extends DataGridTest implements OnPostgres {
}
