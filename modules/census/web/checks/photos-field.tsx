import { CameraOutlined, DeleteOutlined } from '@ant-design/icons';
import { Button, Flex, Typography } from 'antd';
import { type ChangeEvent, useEffect, useId, useRef, useState } from 'react';
import { MOST_PHOTOS } from '../../contract/index.ts';
import { copy } from './copy.ts';
import { Field } from './finding-field.tsx';
import { dataAddress, smallPhoto } from './photo.ts';
import type { KeptPhoto } from './store.ts';

const { form: words } = copy;

interface Props {
  readonly photos: readonly KeptPhoto[];
  readonly onChange: (photos: readonly KeptPhoto[]) => void;
}

/** Photos of the place: taken or chosen, made small, kept on the phone. */
export function PhotosField({ photos, onChange }: Props) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [isFailed, setFailed] = useState(false);
  const add = async (event: ChangeEvent<HTMLInputElement>) => {
    const { target } = event;
    const [file] = target.files ?? [];
    if (!file) return;
    const content = await smallPhoto(file).catch(() => null);
    target.value = '';
    setFailed(content === null);
    if (content !== null) onChange([...photos, { photo_id: crypto.randomUUID(), content, isSent: false }]);
  };
  return (
    <Field label={words.photos} help={words.photoHelp(MOST_PHOTOS)}>
      <Flex wrap gap={8}>
        {photos.map((photo, index) => (
          <Thumbnail
            key={photo.photo_id}
            photo={photo}
            number={index + 1}
            onRemove={() => onChange(photos.filter((one) => one !== photo))}
          />
        ))}
        {photos.length < MOST_PHOTOS && (
          <>
            <input
              ref={input}
              id={id}
              type="file"
              accept="image/jpeg,image/png,image/*"
              capture="environment"
              hidden
              aria-label={words.takePhoto}
              onChange={(event) => void add(event)}
            />
            <Button icon={<CameraOutlined />} size="large" onClick={() => input.current?.click()}>
              {words.takePhoto}
            </Button>
          </>
        )}
      </Flex>
      {isFailed && (
        <Typography.Text type="danger" role="alert">
          {words.photoFailed}
        </Typography.Text>
      )}
    </Field>
  );
}

interface ThumbnailProps {
  readonly photo: KeptPhoto;
  readonly number: number;
  readonly onRemove: () => void;
}

function Thumbnail({ photo: { content }, number, onRemove }: ThumbnailProps) {
  const [address, setAddress] = useState<string | null>(null);
  useEffect(() => {
    let isHere = true;
    const show = async () => {
      const made = await dataAddress(content);
      if (isHere) setAddress(made);
    };
    void show();
    return () => {
      isHere = false;
    };
  }, [content]);
  return (
    <Flex vertical align="center">
      {address !== null && (
        <img src={address} alt={words.photo(number)} width={88} height={66} style={{ objectFit: 'cover' }} />
      )}
      <Button type="text" icon={<DeleteOutlined />} aria-label={words.removePhoto(number)} onClick={onRemove} />
    </Flex>
  );
}
