package org.sivig.ecrf.check;

import org.sivig.ecrf.OnH2;

class CasebookFilterOnH2Test extends CasebookFilterTest implements OnH2 {
}
