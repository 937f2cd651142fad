# SIVIG package for R: typed tables with labels, in French or in English. No other package is needed.
#
#   source("import/sivig.R")
#   sivig <- sivig_read(".", "fr")        # the folder into which the package was unpacked; "fr" or "en"
#   str(sivig$patients$sex)               # a factor
#   summary(sivig$visits$mrss)            # a number; NA where there is none, the reason in mrss_st
#   sivig_date(sivig$patients$dx_date, "mid")
#
# Types come from codebook/columns.csv and labels from codebook/codelists.csv: nothing is guessed from the values.

sivig_csv <- function(path, file) {
  utils::read.csv(file.path(path, file), colClasses = "character", na.strings = "", check.names = FALSE,
                  encoding = "UTF-8", strip.white = FALSE)
}

sivig_factor <- function(x, codes, labels) {
  further <- setdiff(sort(unique(x[!is.na(x)]), method = "radix"), codes)   # rows that the paper does not print
  labels <- c(labels, further)
  codes <- c(codes, further)
  twice <- labels %in% labels[duplicated(labels)]
  labels[twice] <- paste0(labels[twice], " (", codes[twice], ")")
  factor(x, levels = codes, labels = labels)
}

sivig_read <- function(path = ".", language = c("fr", "en")) {
  language <- match.arg(language)
  columns <- sivig_csv(path, file.path("codebook", "columns.csv"))
  lists <- sivig_csv(path, file.path("codebook", "codelists.csv"))
  tables <- list()
  for (table in unique(columns$table)) {
    data <- sivig_csv(path, file.path("data", paste0(table, ".csv")))
    described <- columns[columns$table == table, ]
    stopifnot(identical(names(data), described$name))
    for (i in seq_len(nrow(described))) {
      column <- described[i, ]
      x <- data[[i]]
      x <- switch(column$type,
        integer = , year = as.integer(x),
        decimal = as.numeric(x),
        yes_no = , choice = {
          codes <- lists[lists$list == column$list, ]
          sivig_factor(x, codes$code, codes[[paste0("label_", language)]])
        },
        x)
      attr(x, "label") <- column[[paste0("label_", language)]]
      data[[i]] <- x
    }
    tables[[table]] <- data
  }
  tables
}

# Dates keep the precision with which they are known: 2009, 2009-03 or 2009-03-10. "first" and "last" give the ends of what
# is known; "mid" what the study computes with: the 15th of a known month, 1 July of a known year.
sivig_date <- function(x, day = c("first", "mid", "last")) {
  day <- match.arg(day)
  x <- as.character(x)
  length <- ifelse(is.na(x), 0L, nchar(x))
  year <- suppressWarnings(as.integer(substr(x, 1, 4)))
  month <- suppressWarnings(as.integer(substr(x, 6, 7)))
  text <- x
  whole <- which(length == 4)
  text[whole] <- paste0(x[whole], c(first = "-01-01", mid = "-07-01", last = "-12-31")[[day]])
  some <- which(length == 7)
  text[some] <- paste0(x[some], c(first = "-01", mid = "-15", last = "-01")[[day]])
  dates <- as.Date(text, format = "%Y-%m-%d")
  if (day == "last" && length(some) > 0) {
    following <- as.Date(sprintf("%04d-%02d-01", year[some] + month[some] %/% 12L, month[some] %% 12L + 1L))
    dates[some] <- following - 1L
  }
  dates
}
