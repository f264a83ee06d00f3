// SPDX-License-Identifier: GPL-2.0-only
/* Who imports the one dma-buf there is. A device may be attached more than once; its latest attachment is the one that is meant. */
#include <linux/dma-resv.h>
#include <linux/platform_device.h>

#include "conformance.h"
#include "lifecycle.h"

struct importer {
	struct dma_buf_attachment *attachment;	/* NULL: nobody */
	int device;
	u32 number;				/* attaches that succeeded before */
	u32 pins, maps;
	struct sg_table *tables[MAPS];
	enum dma_data_direction directions[MAPS];
};

static struct platform_device *devices[DEVICES];
static struct importer importers[ATTACHMENTS];
static u32 attaches, told[ATTACHMENTS], told_count;

static struct importer *latest(int device)
{
	struct importer *found = NULL;
	int i;

	for (i = 0; i < ATTACHMENTS; i++)
		if (importers[i].attachment && importers[i].device == device && (!found || importers[i].number > found->number))
			found = &importers[i];
	return found;
}

/* The reservation lock is held, by whoever called or by the core for whom the buffer moves. */
static void unmap_one(struct importer *importer)
{
	u32 last = --importer->maps;

	exporter_core_maps(true);
	dma_buf_unmap_attachment(importer->attachment, importer->tables[last], importer->directions[last]);
	exporter_core_maps(false);
}

/* Drops all mappings at once, as RDMA's importers do (drivers/infiniband/core/umem_dmabuf.c). */
static void move_notify(struct dma_buf_attachment *attachment)
{
	struct importer *importer = attachment->importer_priv;

	if (told_count < ATTACHMENTS)
		told[told_count++] = importer->number;
	while (importer->maps)
		unmap_one(importer);
}

static const struct dma_buf_attach_ops moving_ops = {
	.move_notify = move_notify,
};

int importers_device(struct device *dev)
{
	return to_platform_device(dev)->id;
}

int importers_attach(struct dma_buf *buffer, int device, bool moves)
{
	struct dma_buf_attachment *attachment;
	int i = 0;

	while (i < ATTACHMENTS && importers[i].attachment)
		i++;
	if (i == ATTACHMENTS)
		return NOBODY_ASKS;
	attachment = dma_buf_dynamic_attach(buffer, &devices[device]->dev, moves ? &moving_ops : NULL, &importers[i]);
	if (IS_ERR(attachment))
		return PTR_ERR(attachment);
	importers[i] = (struct importer){ .attachment = attachment, .device = device, .number = attaches++ };
	return 0;
}

int importers_map(struct dma_buf *buffer, int device, enum dma_data_direction direction, struct sg_table **table)
{
	struct importer *importer = latest(device);

	if (!importer || importer->maps == MAPS || direction == DMA_NONE)
		return NOBODY_ASKS;
	dma_resv_lock(buffer->resv, NULL);
	exporter_core_maps(true);
	*table = dma_buf_map_attachment(importer->attachment, direction);
	exporter_core_maps(false);
	dma_resv_unlock(buffer->resv);
	if (IS_ERR(*table))
		return PTR_ERR(*table);
	importer->directions[importer->maps] = direction;
	importer->tables[importer->maps++] = *table;
	return 0;
}

int importers_unmap(struct dma_buf *buffer, int device)
{
	struct importer *importer = latest(device);

	if (!importer || !importer->maps)
		return NOBODY_ASKS;
	dma_resv_lock(buffer->resv, NULL);
	unmap_one(importer);
	dma_resv_unlock(buffer->resv);
	return 0;
}

int importers_pin(struct dma_buf *buffer, int device)
{
	struct importer *importer = latest(device);
	int error;

	if (!importer)
		return NOBODY_ASKS;
	dma_resv_lock(buffer->resv, NULL);
	error = dma_buf_pin(importer->attachment);
	dma_resv_unlock(buffer->resv);
	if (!error)
		importer->pins++;
	return error;
}

int importers_unpin(struct dma_buf *buffer, int device)
{
	struct importer *importer = latest(device);

	if (!importer || !importer->pins)
		return NOBODY_ASKS;
	dma_resv_lock(buffer->resv, NULL);
	dma_buf_unpin(importer->attachment);
	dma_resv_unlock(buffer->resv);
	importer->pins--;
	return 0;
}

int importers_detach(struct dma_buf *buffer, int device)
{
	struct importer *importer = latest(device);

	if (!importer || importer->maps || importer->pins)
		return NOBODY_ASKS;
	dma_buf_detach(buffer, importer->attachment);
	importer->attachment = NULL;
	return 0;
}

void importers_end(struct dma_buf *buffer)
{
	int i;

	for (i = 0; i < DEVICES; i++) {
		while (latest(i)) {
			while (!importers_unmap(buffer, i))
				;
			while (!importers_unpin(buffer, i))
				;
			importers_detach(buffer, i);
		}
	}
	attaches = 0;
}

u32 importers_told(const u32 **numbers)
{
	*numbers = told;
	return told_count;
}

void importers_forget_told(void)
{
	told_count = 0;
}

int importers_start(void)
{
	int i;

	for (i = 0; i < DEVICES; i++) {
		devices[i] = platform_device_register_simple("conformance-importer", i, NULL, 0);
		if (IS_ERR(devices[i]) || dma_coerce_mask_and_coherent(&devices[i]->dev, DMA_BIT_MASK(64)))
			return -ENODEV;
	}
	return 0;
}

void importers_stop(void)
{
	int i;

	for (i = 0; i < DEVICES; i++)
		if (!IS_ERR_OR_NULL(devices[i]))
			platform_device_unregister(devices[i]);
}
