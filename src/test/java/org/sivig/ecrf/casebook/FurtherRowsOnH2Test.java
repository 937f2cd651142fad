package org.sivig.ecrf.casebook;

import org.sivig.ecrf.OnH2;

class FurtherRowsOnH2Test extends FurtherRowsTest implements OnH2 {
}
