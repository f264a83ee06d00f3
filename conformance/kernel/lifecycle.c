// SPDX-License-Identifier: GPL-2.0-only
/*
 * B id exporter importers step...
 * B id answer... [warn=N]
 *
 * One dma-buf from export to release, an errno for each step. exporter: "plain", "caching", "moving" or "notice" (exporter.c). importers: a letter for
 * each device, s static or d dynamic (has move_notify). A step is a letter, for most of them followed by a device:
 *
 *   a attach, d detach, p pin, q unpin, u unmap
 *   m map, followed by b, t or f: both ways, to or from the device; of an exporter that moves, "errno@place" says over which of its pages
 *   v (no device) the exporter moves the storage: "errno:number,..." says which attachments were told, in order; numbers count attaches
 *   br, bw, e (no device) CPU access begins, for reading or writing, and ends
 *   r, o the exporter refuses from now on, no longer: followed by a device and a (attach: -EPERM), p (pin: -ENOMEM), m (map: -EIO) or n (map
 *   gives no table), or without a device by c (CPU access may not begin: -EACCES) or e (not end: -EIO)
 *
 * What an importer must not even ask (a map without an attachment, an unmap without a map) is not asked: the step comes back with a question mark.
 */
#include "conformance.h"
#include "lifecycle.h"

#define ACCESSES	16

static enum dma_data_direction accesses[ACCESSES];
static u32 open_accesses;

static enum dma_data_direction direction_of(char letter)
{
	switch (letter) {
	case 'b':
		return DMA_BIDIRECTIONAL;
	case 't':
		return DMA_TO_DEVICE;
	case 'f':
		return DMA_FROM_DEVICE;
	default:
		return DMA_NONE;
	}
}

static int begin_access(struct dma_buf *buffer, char use)
{
	enum dma_data_direction direction = use == 'w' ? DMA_BIDIRECTIONAL : DMA_FROM_DEVICE;
	int error;

	if (open_accesses == ACCESSES)
		return NOBODY_ASKS;
	error = dma_buf_begin_cpu_access(buffer, direction);
	if (!error)
		accesses[open_accesses++] = direction;
	return error;
}

static int end_access(struct dma_buf *buffer)
{
	int error;

	if (!open_accesses)
		return NOBODY_ASKS;
	error = dma_buf_end_cpu_access(buffer, accesses[open_accesses - 1]);
	if (!error)
		open_accesses--;
	return error;
}

/* The words behind r and o. */
static int refuse(const char *what, u32 devices, bool refuses)
{
	static const char of_device[] = "apmn";
	const char *hook;

	if (*what == 'c' || *what == 'e') {
		exporter_refuse(*what == 'c' ? HOOK_BEGIN : HOOK_END, 0, refuses);
		return 0;
	}
	if (*what < '0' || *what >= '0' + devices || !what[1])
		return NOBODY_ASKS;
	hook = strchr(of_device, what[1]);
	if (!hook)
		return NOBODY_ASKS;
	exporter_refuse(HOOK_ATTACH + (hook - of_device), *what - '0', refuses);
	return 0;
}

static int step_of_device(struct dma_buf *buffer, const char *importers, const char *step, struct sg_table **table)
{
	int device = step[1] - '0';

	if (device < 0 || device >= strlen(importers))
		return NOBODY_ASKS;
	switch (step[0]) {
	case 'a':
		return importers_attach(buffer, device, importers[device] == 'd');
	case 'd':
		return importers_detach(buffer, device);
	case 'm':
		return importers_map(buffer, device, direction_of(step[2]), table);
	case 'u':
		return importers_unmap(buffer, device);
	case 'p':
		return importers_pin(buffer, device);
	case 'q':
		return importers_unpin(buffer, device);
	default:
		return NOBODY_ASKS;
	}
}

static int take_step(struct dma_buf *buffer, const char *importers, const char *step, struct sg_table **table)
{
	switch (step[0]) {
	case 'v':
		return exporter_moves() ? exporter_move(buffer) : NOBODY_ASKS;
	case 'b':
		return begin_access(buffer, step[1]);
	case 'e':
		return end_access(buffer);
	case 'r':
	case 'o':
		return refuse(step + 1, strlen(importers), step[0] == 'r');
	default:
		return step_of_device(buffer, importers, step, table);
	}
}

static void say_step(struct dma_buf *buffer, const char *importers, const char *step)
{
	struct sg_table *table = NULL;
	const u32 *told;
	u32 count, i;
	int error;

	importers_forget_told();
	error = take_step(buffer, importers, step, &table);
	if (error == NOBODY_ASKS) {
		say(" %s?", step);
		return;
	}
	say(" %d", error);
	if (!error && table && exporter_moves())
		say("@%d", exporter_place(table));
	count = importers_told(&told);
	for (i = 0; i < count; i++)
		say("%c%u", i ? ',' : ':', told[i]);
}

void answer_lifecycle(const char *id, char *line)
{
	char *exporter = next_word(&line), *importers = next_word(&line), *step;
	struct dma_buf *buffer;

	if (!exporter || !importers || strlen(importers) > DEVICES || strspn(importers, "sd") != strlen(importers)) {
		say("E %s expected exporter, importers and steps\n", id);
		return;
	}
	buffer = exporter_export(exporter);
	if (IS_ERR(buffer)) {
		say("E %s no buffer: %ld\n", id, PTR_ERR(buffer));
		return;
	}
	say("B %s", id);
	while ((step = next_word(&line)))
		say_step(buffer, importers, step);
	if (warnings_seen())
		say(" warn=%u", warnings_seen());
	say("\n");
	exporter_refuse(HOOK_END, 0, false);
	while (open_accesses)
		end_access(buffer);
	importers_end(buffer);
	dma_buf_put(buffer);
}

int lifecycle_start(void)
{
	return importers_start();
}

void lifecycle_stop(void)
{
	importers_stop();
}
