/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Answers questions about the running kernel: one line in, one line out.
 * A question is a letter, an id that is echoed, and words apart by one
 * space. Numbers are hexadecimal without 0x, unless said otherwise. An answer begins with
 * the letter and the id; what follows is an errno (decimal, 0 or negative)
 * and what the kernel made.
 */
#ifndef DMABUF_CONFORMANCE_H
#define DMABUF_CONFORMANCE_H

#include <linux/mm.h>
#include <linux/scatterlist.h>
#include <linux/types.h>

/* Longest question, in bytes, and most pages that it may name. */
#define CONFORMANCE_LINE	(1 << 20)
#define CONFORMANCE_PAGES	(1 << 17)

/* channel.c: the file /proc/dmabuf_conformance and the debug console. */
int channel_start(void);
void channel_stop(void);
__printf(1, 2) void say(const char *format, ...);

/* words.c: reading a question. All return 0 or -EINVAL. */
char *next_word(char **line);
int next_number(char **line, u64 *value);
int next_runs(char **line, u64 base_pfn, u64 most_pfn, struct page **pages, u32 *count);
struct page **page_list(void);
int words_start(void);
void words_stop(void);

/* warnings.c: how often the kernel warned since the question began. */
int warnings_start(void);
void warnings_stop(void);
void warnings_reset(void);
unsigned int warnings_seen(void);

/* pool.c: contiguous memory that may really be mapped. */
int pool_start(void);
void pool_stop(void);
u64 pool_pfn(void);
u32 pool_pages(void);
/* What it holds from an address on, to its end; no byte is 0. */
const u8 *pool_bytes(u64 physical);

/* iommu.c: an IOMMU in software, for one device. */
int iommu_start(void);
void iommu_stop(void);
bool iommu_owns(struct device *dev);

/* One answer each; the line is what follows the id. */
void answer_table(const char *id, char *line);
void answer_map(const char *id, char *line);
void answer_lifecycle(const char *id, char *line);
void answer_bufinfo(const char *id, char *line);

int map_start(void);
void map_stop(void);
int lifecycle_start(void);
void lifecycle_stop(void);

/* main.c: called by the channel for each line. */
void answer(char *line);

#endif
