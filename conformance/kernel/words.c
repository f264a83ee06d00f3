// SPDX-License-Identifier: GPL-2.0-only
/* Reading a question word by word. */
#include <linux/kstrtox.h>
#include <linux/string.h>
#include <linux/vmalloc.h>

#include "conformance.h"

static struct page **list;

char *next_word(char **line)
{
	char *word = strsep(line, " ");

	return word && *word ? word : NULL;
}

int next_number(char **line, u64 *value)
{
	char *word = next_word(line);

	return word && !kstrtou64(word, 16, value) ? 0 : -EINVAL;
}

/* Runs to the end of the line: FIRST+PAGES each. PFNs count from base_pfn and end below most_pfn. */
int next_runs(char **line, u64 base_pfn, u64 most_pfn, struct page **pages, u32 *count)
{
	char *word;

	*count = 0;
	while ((word = next_word(line))) {
		char *first_word = strsep(&word, "+");
		u64 first, run, i;

		if (!word || kstrtou64(first_word, 16, &first) || kstrtou64(word, 16, &run))
			return -EINVAL;
		if (run > CONFORMANCE_PAGES - *count || first > most_pfn || run > most_pfn - first)
			return -EINVAL;
		for (i = 0; i < run; i++)
			pages[(*count)++] = pfn_to_page(base_pfn + first + i);
	}
	return *count ? 0 : -EINVAL;
}

/* Room for CONFORMANCE_PAGES pages; one question at a time uses it. */
struct page **page_list(void)
{
	return list;
}

int words_start(void)
{
	list = vmalloc(array_size(CONFORMANCE_PAGES, sizeof(*list)));
	return list ? 0 : -ENOMEM;
}

void words_stop(void)
{
	vfree(list);
}
