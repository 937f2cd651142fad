package org.sivig.ecrf.testbench;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.testbench.BrowserTest;
import com.vaadin.testbench.BrowserTestBase;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/**
 * Signs in to a running demo application, {@code -Dtestbench.url=} where it is not on this machine's port 8080.
 * Needs a Vaadin TestBench licence.
 */
public class SignInTestBenchIT extends BrowserTestBase {

    @BrowserTest
    void anInvestigatorSeesThePatientsOfTheSite() {
        getDriver().get(System.getProperty("testbench.url", "http://localhost:8080/"));
        waitUntil(driver -> !driver.findElements(By.name("username")).isEmpty());
        findElement(By.name("username")).sendKeys("inv01");
        findElement(By.name("password")).sendKeys("Sivig-demo-2014", Keys.ENTER);

        waitUntil(driver -> !driver.findElements(By.id("new_patient")).isEmpty());

        assertThat(getDriver().getPageSource()).contains("SIV-01-001").doesNotContain("SIV-02-001");
    }
}
