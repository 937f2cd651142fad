package org.sivig.ecrf.guide;

import java.util.List;

/**
 * A page of the guide.
 *
 * @param name  its name in addresses, the same in both languages
 * @param html  what stands under its title; everything in it is escaped that is not written by the guide itself
 * @param parts its headings, in their order
 */
public record GuidePage(String name, String title, String html, List<Part> parts) {

    /**
     * A part of a page under a heading.
     *
     * @param anchor its id on the page, the same in both languages
     */
    public record Part(String anchor, String title) {
    }
}
