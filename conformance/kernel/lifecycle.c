// SPDX-License-Identifier: GPL-2.0-only
/*
 * B id exporter step...
 * B id errno... [warn=N]
 *
 * One dma-buf from export to release, one errno for each step. exporter:
 * "plain", or "caching" (cache_sgt_mapping). A step is a letter and a device
 * (0 to 2): a attach, d detach, m map (followed by b, t or f: both ways, to or from
 * the device), u unmap, r the exporter refuses the device from now on (-EPERM),
 * o it no longer does. What an importer must not even ask (a map without an attachment, an
 * unmap without a map) is not asked: E.
 */
#include <linux/dma-buf.h>
#include <linux/dma-resv.h>
#include <linux/platform_device.h>
#include <linux/slab.h>
#include <linux/version.h>

#include "conformance.h"

#define DEVICES	3
#define MAPS	16

static struct platform_device *devices[DEVICES];
static bool refused[DEVICES];

static struct {
	struct dma_buf_attachment *attachment;
	struct sg_table *tables[MAPS];
	enum dma_data_direction directions[MAPS];
	u32 maps;
} importers[DEVICES];

static int exporter_attach(struct dma_buf *buffer, struct dma_buf_attachment *attachment)
{
	int i;

	for (i = 0; i < DEVICES; i++)
		if (attachment->dev == &devices[i]->dev && refused[i])
			return -EPERM;
	return 0;
}

static struct sg_table *exporter_map(struct dma_buf_attachment *attachment, enum dma_data_direction direction)
{
	struct sg_table *table = kzalloc(sizeof(*table), GFP_KERNEL);
	struct page *page = pfn_to_page(pool_pfn());
	int error;

	if (!table)
		return ERR_PTR(-ENOMEM);
	error = sg_alloc_table_from_pages(table, &page, 1, 0, PAGE_SIZE, GFP_KERNEL);
	if (!error) {
		error = dma_map_sgtable(attachment->dev, table, direction, 0);
		if (!error)
			return table;
		sg_free_table(table);
	}
	kfree(table);
	return ERR_PTR(error);
}

static void exporter_unmap(struct dma_buf_attachment *attachment, struct sg_table *table, enum dma_data_direction direction)
{
	dma_unmap_sgtable(attachment->dev, table, direction, 0);
	sg_free_table(table);
	kfree(table);
}

static void exporter_release(struct dma_buf *buffer)
{
}

static const struct dma_buf_ops plain_ops = {
	.attach = exporter_attach,
	.map_dma_buf = exporter_map,
	.unmap_dma_buf = exporter_unmap,
	.release = exporter_release,
};

static const struct dma_buf_ops caching_ops = {
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 19, 0)
	.cache_sgt_mapping = true,
#endif
	.attach = exporter_attach,
	.map_dma_buf = exporter_map,
	.unmap_dma_buf = exporter_unmap,
	.release = exporter_release,
};

static int do_attach(struct dma_buf *buffer, int i)
{
	struct dma_buf_attachment *attachment = dma_buf_attach(buffer, &devices[i]->dev);

	if (IS_ERR(attachment))
		return PTR_ERR(attachment);
	importers[i].attachment = attachment;
	importers[i].maps = 0;
	return 0;
}

static int do_map(struct dma_buf *buffer, int i, enum dma_data_direction direction)
{
	struct sg_table *table;

	dma_resv_lock(buffer->resv, NULL);
	table = dma_buf_map_attachment(importers[i].attachment, direction);
	dma_resv_unlock(buffer->resv);
	if (IS_ERR(table))
		return PTR_ERR(table);
	importers[i].directions[importers[i].maps] = direction;
	importers[i].tables[importers[i].maps++] = table;
	return 0;
}

static void do_unmap(struct dma_buf *buffer, int i)
{
	u32 last = --importers[i].maps;

	dma_resv_lock(buffer->resv, NULL);
	dma_buf_unmap_attachment(importers[i].attachment, importers[i].tables[last], importers[i].directions[last]);
	dma_resv_unlock(buffer->resv);
}

/* The caller has seen to it that nothing is mapped any more. */
static void do_detach(struct dma_buf *buffer, int i)
{
	dma_buf_detach(buffer, importers[i].attachment);
	importers[i].attachment = NULL;
}

static int direction_of(char letter)
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

/* Gives the step's errno, or 1 for what is no step. */
static int take_step(struct dma_buf *buffer, const char *step)
{
	int i = step[0] ? step[1] - '0' : -1;
	bool attached;

	if (i < 0 || i >= DEVICES)
		return 1;
	attached = importers[i].attachment;
	if (step[0] == 'r' || step[0] == 'o') {
		refused[i] = step[0] == 'r';
		return 0;
	}
	if (step[0] == 'a' && !attached)
		return do_attach(buffer, i);
	if (step[0] == 'm' && attached && importers[i].maps < MAPS && direction_of(step[2]) != DMA_NONE)
		return do_map(buffer, i, direction_of(step[2]));
	if (step[0] == 'u' && attached && importers[i].maps)
		do_unmap(buffer, i);
	else if (step[0] == 'd' && attached && !importers[i].maps)
		do_detach(buffer, i);
	else
		return 1;
	return 0;
}

static struct dma_buf *export(const char *exporter)
{
	DEFINE_DMA_BUF_EXPORT_INFO(info);

	info.ops = !strcmp(exporter, "caching") ? &caching_ops : &plain_ops;
	info.size = PAGE_SIZE;
	info.flags = O_RDWR;
	info.priv = importers;
	return dma_buf_export(&info);
}

void answer_lifecycle(const char *id, char *line)
{
	char *exporter = next_word(&line), *step;
	struct dma_buf *buffer = exporter ? export(exporter) : ERR_PTR(-EINVAL);
	int error = 0, i;

	if (IS_ERR(buffer)) {
		say("E %s no buffer: %ld\n", id, PTR_ERR(buffer));
		return;
	}
	memset(refused, 0, sizeof(refused));
	say("B %s", id);
	while (error != 1 && (step = next_word(&line))) {
		error = take_step(buffer, step);
		if (error == 1)
			say(" %s?", step);
		else
			say(" %d", error);
	}
	for (i = 0; i < DEVICES; i++) {
		while (importers[i].attachment && importers[i].maps)
			do_unmap(buffer, i);
		if (importers[i].attachment)
			do_detach(buffer, i);
	}
	dma_buf_put(buffer);
	if (warnings_seen())
		say(" warn=%u", warnings_seen());
	say("\n");
}

int lifecycle_start(void)
{
	int i;

	for (i = 0; i < DEVICES; i++) {
		devices[i] = platform_device_register_simple("conformance-importer", i, NULL, 0);
		if (IS_ERR(devices[i]) || dma_coerce_mask_and_coherent(&devices[i]->dev, DMA_BIT_MASK(64)))
			return -ENODEV;
	}
	return 0;
}

void lifecycle_stop(void)
{
	int i;

	for (i = 0; i < DEVICES; i++)
		if (!IS_ERR_OR_NULL(devices[i]))
			platform_device_unregister(devices[i]);
}
