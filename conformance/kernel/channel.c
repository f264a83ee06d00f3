// SPDX-License-Identifier: GPL-2.0-only
/* Lines in and out: /proc/dmabuf_conformance, and a port for answers that must survive a crash. */
#include <linux/io.h>
#include <linux/kfifo.h>
#include <linux/moduleparam.h>
#include <linux/proc_fs.h>
#include <linux/uaccess.h>
#include <linux/vmalloc.h>
#include <linux/wait.h>

#include "conformance.h"

#define NAME	"dmabuf_conformance"
#define OUT	(1 << 21)

static ushort port;
module_param(port, ushort, 0);
MODULE_PARM_DESC(port, "I/O port of a debug console that gets every answer too (0: none)");

static DECLARE_KFIFO_PTR(out, char);
static DECLARE_WAIT_QUEUE_HEAD(changed);
static char *question, *sentence;
static size_t question_length;
static bool ended;

static void put(const char *text, size_t length)
{
	size_t i;

	for (i = 0; port && i < length; i++)
		outb(text[i], port);
	while (length) {
		size_t done = kfifo_in(&out, text, length);

		text += done;
		length -= done;
		wake_up(&changed);
		if (length && wait_event_interruptible(changed, !kfifo_is_full(&out)))
			return;
	}
}

void say(const char *format, ...)
{
	va_list words;
	int length;

	va_start(words, format);
	length = vscnprintf(sentence, PAGE_SIZE, format, words);
	va_end(words);
	put(sentence, length);
}

static void question_ends(void)
{
	bool last = question_length > 0 && question[0] == 'Q';

	question[question_length] = 0;
	question_length = 0;
	answer(question);
	if (last) {
		WRITE_ONCE(ended, true);
		wake_up(&changed);
	}
}

static ssize_t channel_write(struct file *file, const char __user *from, size_t count, loff_t *at)
{
	static char part[4096];
	size_t i, length = min(count, sizeof(part));

	if (copy_from_user(part, from, length))
		return -EFAULT;
	for (i = 0; i < length; i++) {
		if (part[i] == '\n') {
			question_ends();
		} else if (question_length < CONFORMANCE_LINE - 1) {
			question[question_length++] = part[i];
		}
	}
	/* A release of a dma-buf waits for the return to user space. */
	return length;
}

static ssize_t channel_read(struct file *file, char __user *to, size_t count, loff_t *at)
{
	unsigned int copied = 0;
	int error = wait_event_interruptible(changed, !kfifo_is_empty(&out) || READ_ONCE(ended));

	if (!error)
		error = kfifo_to_user(&out, to, count, &copied);
	wake_up(&changed);
	return error ? error : copied;
}

/* Without a position, so that a read which waits does not keep a write from coming in. */
static int channel_open(struct inode *inode, struct file *file)
{
	return stream_open(inode, file);
}

static const struct proc_ops channel_ops = {
	.proc_open = channel_open,
	.proc_read = channel_read,
	.proc_write = channel_write,
};

int channel_start(void)
{
	question = vmalloc(CONFORMANCE_LINE);
	sentence = (char *)__get_free_page(GFP_KERNEL);
	if (!question || !sentence || kfifo_alloc(&out, OUT, GFP_KERNEL)) {
		channel_stop();
		return -ENOMEM;
	}
	if (!proc_create(NAME, 0600, NULL, &channel_ops)) {
		channel_stop();
		return -ENOMEM;
	}
	return 0;
}

void channel_stop(void)
{
	kfifo_free(&out);
	free_page((unsigned long)sentence);
	vfree(question);
}
