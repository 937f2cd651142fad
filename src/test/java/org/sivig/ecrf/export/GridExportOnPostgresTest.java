package org.sivig.ecrf.export;

import org.sivig.ecrf.OnPostgres;

class GridExportOnPostgresTest extends GridExportTest implements OnPostgres {
}
