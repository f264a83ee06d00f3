// SPDX-License-Identifier: GPL-2.0-only
/* Which file answers which question, and the order of start and stop. */
#include <linux/module.h>
#include <linux/utsname.h>

#include "conformance.h"
#include "edu.h"

static u64 answered;

static void answer_environment(const char *id)
{
	say("I %s %s %llx %x\n", id, init_utsname()->release, pool_pfn(), pool_pages());
}

void answer(char *line)
{
	char *kind = next_word(&line);
	char *id = next_word(&line);

	if (!kind)
		return;
	if (!strcmp(kind, "Q")) {
		say("Q %llu\n", answered);
		return;
	}
	answered++;
	warnings_reset();
	if (!id || !line)
		say("E %s a question needs an id and words\n", id ? id : "-");
	else if (!strcmp(kind, "I"))
		answer_environment(id);
	else if (!strcmp(kind, "P"))
		answer_table(id, line);
	else if (!strcmp(kind, "M"))
		answer_map(id, line);
	else if (!strcmp(kind, "B"))
		answer_lifecycle(id, line);
	else if (!strcmp(kind, "D"))
		answer_bufinfo(id, line);
	else
		say("E %s no such question\n", id);
}

static const struct {
	int (*start)(void);
	void (*stop)(void);
} parts[] = {
	{ words_start, words_stop },
	{ warnings_start, warnings_stop },
	{ pool_start, pool_stop },
	{ iommu_start, iommu_stop },
	{ edu_start, edu_stop },
	{ map_start, map_stop },
	{ lifecycle_start, lifecycle_stop },
	{ channel_start, channel_stop },
};

static int __init conformance_init(void)
{
	int i, error;

	for (i = 0; i < ARRAY_SIZE(parts); i++) {
		error = parts[i].start();
		if (error) {
			pr_err("dmabuf_conformance: part %d: %d\n", i, error);
			while (i-- > 0)
				parts[i].stop();
			return error;
		}
	}
	return 0;
}

/* No exit: an IOMMU driver cannot be taken away from its devices; the machine ends with the questions. */
module_init(conformance_init);
MODULE_LICENSE("GPL v2");
MODULE_DESCRIPTION("Answers questions about sg tables, DMA mappings and dma-bufs");
MODULE_IMPORT_NS(DMA_BUF);
