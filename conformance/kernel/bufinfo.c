// SPDX-License-Identifier: GPL-2.0-only
/*
 * D id size/exporter/name/fence/device...  ...
 * D id errno text
 *
 * What /sys/kernel/debug/dma_buf/bufinfo shows while these dma-bufs live: one
 * word for each buffer. name: "-" for none. fence: "r" or "w" for one that
 * reads or writes, "-" for none. Each device is attached; devices are made for
 * the question, under just this name, and may be attached to several buffers.
 * The buffer of a B that was written together with this question is shown too.
 * In the text \n, \t and \\ stand for a line feed, a tab and a backslash.
 */
#include <linux/dma-buf.h>
#include <linux/dma-fence.h>
#include <linux/dma-resv.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/mman.h>
#include <linux/platform_device.h>
#include <linux/slab.h>
#include <linux/uaccess.h>
#include <linux/workqueue.h>

#include "conformance.h"

#define BUFFERS	8
#define DEVICES	8
#define TEXT	(1 << 16)
#define FILE_NAME	"/sys/kernel/debug/dma_buf/bufinfo"

static struct {
	struct dma_buf *buffer;
	struct dma_buf_attachment *attached[DEVICES];
	u32 attachments;
} shown[BUFFERS];

static struct platform_device *devices[DEVICES];

/* Nobody maps. */
static struct sg_table *no_map(struct dma_buf_attachment *attachment, enum dma_data_direction direction)
{
	return ERR_PTR(-EOPNOTSUPP);
}

static void no_unmap(struct dma_buf_attachment *attachment, struct sg_table *table, enum dma_data_direction direction)
{
}

static void release(struct dma_buf *buffer)
{
	kfree(buffer->priv);
}

static const struct dma_buf_ops buffer_ops = {
	.map_dma_buf = no_map,
	.unmap_dma_buf = no_unmap,
	.release = release,
};

static const char *driver_name(struct dma_fence *fence)
{
	return "conformance";
}

static const char *timeline_name(struct dma_fence *fence)
{
	return "timeline";
}

static const struct dma_fence_ops fence_ops = {
	.get_driver_name = driver_name,
	.get_timeline_name = timeline_name,
};

static DEFINE_SPINLOCK(fence_lock);

/* A fence that is never signalled: it goes with its buffer. */
static int add_fence(struct dma_buf *buffer, enum dma_resv_usage usage)
{
	struct dma_fence *fence = kzalloc(sizeof(*fence), GFP_KERNEL);
	int error;

	if (!fence)
		return -ENOMEM;
	dma_fence_init(fence, &fence_ops, &fence_lock, dma_fence_context_alloc(1), 7);
	dma_resv_lock(buffer->resv, NULL);
	error = dma_resv_reserve_fences(buffer->resv, 1);
	if (!error)
		dma_resv_add_fence(buffer->resv, fence, usage);
	dma_resv_unlock(buffer->resv);
	dma_fence_put(fence);
	return error;
}

static struct device *device_called(const char *name)
{
	int i;

	for (i = 0; i < DEVICES; i++) {
		if (!devices[i]) {
			struct platform_device *made = platform_device_register_simple(name, PLATFORM_DEVID_NONE, NULL, 0);

			if (IS_ERR(made))
				return ERR_CAST(made);
			devices[i] = made;
		}
		if (!strcmp(dev_name(&devices[i]->dev), name))
			return &devices[i]->dev;
	}
	return ERR_PTR(-ENOSPC);
}

static int attach(int i, const char *name)
{
	struct device *dev = device_called(name);
	struct dma_buf_attachment *made = IS_ERR(dev) ? ERR_CAST(dev) : dma_buf_attach(shown[i].buffer, dev);

	if (IS_ERR(made))
		return PTR_ERR(made);
	shown[i].attached[shown[i].attachments++] = made;
	return 0;
}

static int show(int i, char *word)
{
	char *size = strsep(&word, "/"), *exporter = strsep(&word, "/"), *name = strsep(&word, "/"), *fence = strsep(&word, "/");
	DEFINE_DMA_BUF_EXPORT_INFO(info);
	int error = 0;
	u64 bytes;

	if (!fence || kstrtou64(size, 16, &bytes) || bytes > SIZE_MAX)
		return -EINVAL;
	info.ops = &buffer_ops;
	info.size = bytes;
	info.flags = O_RDWR;
	/* Shown until the last reference goes, which is after the question. */
	info.priv = kstrdup(exporter, GFP_KERNEL);
	info.exp_name = info.priv;
	if (!info.priv)
		return -ENOMEM;
	shown[i].buffer = dma_buf_export(&info);
	if (IS_ERR(shown[i].buffer)) {
		error = PTR_ERR(shown[i].buffer);
		shown[i].buffer = NULL;
		kfree(info.priv);
		return error;
	}
	/* What DMA_BUF_SET_NAME does; freed with the buffer. */
	if (strcmp(name, "-"))
		shown[i].buffer->name = kstrdup(name, GFP_KERNEL);
	if (strcmp(fence, "-"))
		error = add_fence(shown[i].buffer, *fence == 'w' ? DMA_RESV_USAGE_WRITE : DMA_RESV_USAGE_READ);
	while (!error && word && shown[i].attachments < DEVICES)
		error = attach(i, strsep(&word, "/"));
	return error;
}

struct last_put {
	struct work_struct work;
	struct file *file;
};

/*
 * A process puts the last reference when it returns to user space, behind the
 * questions that it wrote together with this one; a worker does it at once.
 */
static void put_last(struct work_struct *work)
{
	__fput_sync(container_of(work, struct last_put, work)->file);
}

static void hide_all(void)
{
	struct last_put last;
	int i;

	for (i = 0; i < BUFFERS && shown[i].buffer; i++) {
		while (shown[i].attachments)
			dma_buf_detach(shown[i].buffer, shown[i].attached[--shown[i].attachments]);
		INIT_WORK_ONSTACK(&last.work, put_last);
		last.file = shown[i].buffer->file;
		schedule_work(&last.work);
		flush_work(&last.work);
		destroy_work_on_stack(&last.work);
		shown[i].buffer = NULL;
	}
	for (i = 0; i < DEVICES && devices[i]; i++) {
		platform_device_unregister(devices[i]);
		devices[i] = NULL;
	}
}

/*
 * The file can be read to user space only. A question comes from a process,
 * which is lent some pages for it. Gives a length or an errno.
 */
static long read_text(char *text)
{
	struct file *file = filp_open(FILE_NAME, O_RDONLY, 0);
	unsigned long lent;
	long got, length = 0;
	loff_t at = 0;

	if (IS_ERR(file))
		return PTR_ERR(file);
	lent = vm_mmap(NULL, 0, TEXT, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, 0);
	if (IS_ERR_VALUE(lent)) {
		filp_close(file, NULL);
		return lent;
	}
	do {
		got = file->f_op->read(file, (char __user *)lent + length, TEXT - length, &at);
		if (got > 0)
			length += got;
	} while (got > 0 && length < TEXT);
	if (got >= 0)
		got = copy_from_user(text, (char __user *)lent, length) ? -EFAULT : length;
	vm_munmap(lent, TEXT);
	filp_close(file, NULL);
	return got;
}

static void say_text(const char *text, long length)
{
	long i;

	for (i = 0; i < length; i++) {
		switch (text[i]) {
		case '\n':
			say("\\n");
			break;
		case '\t':
			say("\\t");
			break;
		case '\\':
			say("\\\\");
			break;
		default:
			say("%c", text[i]);
		}
	}
}

void answer_bufinfo(const char *id, char *line)
{
	char *text = kmalloc(TEXT, GFP_KERNEL), *word;
	long length = text ? 0 : -ENOMEM;
	int i = 0;

	while (!length && i < BUFFERS && (word = next_word(&line)))
		length = show(i++, word);
	if (!length)
		length = read_text(text);
	say("D %s %ld ", id, min(length, 0L));
	if (length > 0)
		say_text(text, length);
	say("\n");
	hide_all();
	kfree(text);
}
