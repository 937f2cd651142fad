package org.sivig.ecrf.export;

import org.sivig.ecrf.OnH2;

class GridExportOnH2Test extends GridExportTest implements OnH2 {
}
