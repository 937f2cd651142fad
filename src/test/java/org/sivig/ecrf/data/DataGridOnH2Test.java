package org.sivig.ecrf.data;

import org.sivig.ecrf.OnH2;

class DataGridOnH2Test extends DataGridTest implements OnH2 {
}
